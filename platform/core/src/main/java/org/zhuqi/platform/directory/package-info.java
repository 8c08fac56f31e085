/** The copy of the directory that every service keeps. */
@NullMarked
package org.zhuqi.platform.directory;

import org.jspecify.annotations.NullMarked;
