@NullMarked
package org.zhuqi.dispatch.application;

import org.jspecify.annotations.NullMarked;
