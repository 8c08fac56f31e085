@NullMarked
package org.zhuqi.desk.domain;

import org.jspecify.annotations.NullMarked;
