@NullMarked
package org.zhuqi.platform.network;

import org.jspecify.annotations.NullMarked;
