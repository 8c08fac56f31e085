@NullMarked
package org.zhuqi.intake.domain;

import org.jspecify.annotations.NullMarked;
