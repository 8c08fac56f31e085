@NullMarked
package org.zhuqi.directory.login;

import org.jspecify.annotations.NullMarked;
