@NullMarked
package org.zhuqi.desk.application;

import org.jspecify.annotations.NullMarked;
