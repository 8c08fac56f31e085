@NullMarked
package org.zhuqi.platform.web;

import org.jspecify.annotations.NullMarked;
