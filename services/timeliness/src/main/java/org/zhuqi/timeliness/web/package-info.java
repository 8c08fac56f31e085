@NullMarked
package org.zhuqi.timeliness.web;

import org.jspecify.annotations.NullMarked;
