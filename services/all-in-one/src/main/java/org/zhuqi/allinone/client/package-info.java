@NullMarked
package org.zhuqi.allinone.client;

import org.jspecify.annotations.NullMarked;
