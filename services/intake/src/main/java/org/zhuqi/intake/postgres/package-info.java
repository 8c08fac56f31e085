@NullMarked
package org.zhuqi.intake.postgres;

import org.jspecify.annotations.NullMarked;
