/** The copy of the menu that every service keeps. */
@NullMarked
package org.zhuqi.platform.catalogue;

import org.jspecify.annotations.NullMarked;
