@NullMarked
package org.zhuqi.timeliness.policy;

import org.jspecify.annotations.NullMarked;
