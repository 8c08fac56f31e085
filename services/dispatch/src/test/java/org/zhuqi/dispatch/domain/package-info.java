@NullMarked
package org.zhuqi.dispatch.domain;

import org.jspecify.annotations.NullMarked;
