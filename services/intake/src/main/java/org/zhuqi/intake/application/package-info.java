@NullMarked
package org.zhuqi.intake.application;

import org.jspecify.annotations.NullMarked;
