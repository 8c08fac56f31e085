@NullMarked
package org.zhuqi.intake.application.open311;

import org.jspecify.annotations.NullMarked;
