@NullMarked
package org.zhuqi.directory.web;

import org.jspecify.annotations.NullMarked;
