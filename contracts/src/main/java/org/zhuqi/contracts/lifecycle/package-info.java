@NullMarked
package org.zhuqi.contracts.lifecycle;

import org.jspecify.annotations.NullMarked;
