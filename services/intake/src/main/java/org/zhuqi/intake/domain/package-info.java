/** What a file must be to be taken. */
@NullMarked
package org.zhuqi.intake.domain;

import org.jspecify.annotations.NullMarked;
