@NullMarked
package org.zhuqi.dispatch.postgres;

import org.jspecify.annotations.NullMarked;
