/** The pages in a browser, used as people use them. */
@NullMarked
package org.zhuqi.allinone.pages;

import org.jspecify.annotations.NullMarked;
