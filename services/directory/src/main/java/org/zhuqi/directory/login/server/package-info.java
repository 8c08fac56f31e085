@NullMarked
package org.zhuqi.directory.login.server;

import org.jspecify.annotations.NullMarked;
