@NullMarked
package org.zhuqi.desk.web;

import org.jspecify.annotations.NullMarked;
