@NullMarked
package org.zhuqi.contracts.event;

import org.jspecify.annotations.NullMarked;
