/**
 * Load that knows what it was promised, and everything that can go wrong at the same time; afterwards what the system has
 * kept is held against what it must be.
 */
@NullMarked
package org.zhuqi.allinone.torture;

import org.jspecify.annotations.NullMarked;
