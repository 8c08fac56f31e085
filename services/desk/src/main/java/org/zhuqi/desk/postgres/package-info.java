@NullMarked
package org.zhuqi.desk.postgres;

import org.jspecify.annotations.NullMarked;
