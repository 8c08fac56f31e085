@NullMarked
package org.zhuqi.intake.domain.open311;

import org.jspecify.annotations.NullMarked;
