@NullMarked
package org.zhuqi.metrics.web;

import org.jspecify.annotations.NullMarked;
