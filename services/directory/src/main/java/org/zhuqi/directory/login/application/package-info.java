@NullMarked
package org.zhuqi.directory.login.application;

import org.jspecify.annotations.NullMarked;
