@NullMarked
package org.zhuqi.contracts.id;

import org.jspecify.annotations.NullMarked;
