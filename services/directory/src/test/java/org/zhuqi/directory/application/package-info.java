@NullMarked
package org.zhuqi.directory.application;

import org.jspecify.annotations.NullMarked;
