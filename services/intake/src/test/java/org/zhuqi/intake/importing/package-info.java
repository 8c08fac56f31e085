@NullMarked
package org.zhuqi.intake.importing;

import org.jspecify.annotations.NullMarked;
