@NullMarked
package org.zhuqi.intake.web.open311;

import org.jspecify.annotations.NullMarked;
