/** How the tests of the whole system reach it: as a client does, over HTTP and over its topics. */
@NullMarked
package org.zhuqi.allinone.testkit;

import org.jspecify.annotations.NullMarked;
