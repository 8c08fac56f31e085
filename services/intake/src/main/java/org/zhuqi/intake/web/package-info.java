@NullMarked
package org.zhuqi.intake.web;

import org.jspecify.annotations.NullMarked;
