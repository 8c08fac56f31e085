@NullMarked
package org.zhuqi.intake.file;

import org.jspecify.annotations.NullMarked;
