@NullMarked
package org.zhuqi.directory.login.web;

import org.jspecify.annotations.NullMarked;
