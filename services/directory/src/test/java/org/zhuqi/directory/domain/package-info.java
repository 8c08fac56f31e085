@NullMarked
package org.zhuqi.directory.domain;

import org.jspecify.annotations.NullMarked;
