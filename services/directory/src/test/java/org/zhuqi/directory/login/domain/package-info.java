@NullMarked
package org.zhuqi.directory.login.domain;

import org.jspecify.annotations.NullMarked;
