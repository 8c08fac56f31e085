@NullMarked
package org.zhuqi.intake.storage;

import org.jspecify.annotations.NullMarked;
