@NullMarked
package org.zhuqi.contracts.command;

import org.jspecify.annotations.NullMarked;
