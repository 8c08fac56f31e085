@NullMarked
package org.zhuqi.directory.login.postgres;

import org.jspecify.annotations.NullMarked;
