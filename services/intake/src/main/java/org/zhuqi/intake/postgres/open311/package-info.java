@NullMarked
package org.zhuqi.intake.postgres.open311;

import org.jspecify.annotations.NullMarked;
