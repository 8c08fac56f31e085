@NullMarked
package org.zhuqi.contracts.schema;

import org.jspecify.annotations.NullMarked;
