@NullMarked
package org.zhuqi.dispatch.web;

import org.jspecify.annotations.NullMarked;
