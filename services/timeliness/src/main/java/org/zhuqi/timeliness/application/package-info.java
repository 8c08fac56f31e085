@NullMarked
package org.zhuqi.timeliness.application;

import org.jspecify.annotations.NullMarked;
