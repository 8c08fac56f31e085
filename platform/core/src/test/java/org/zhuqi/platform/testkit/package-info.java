/** What the tests of every service share; shipped as the module's test-jar. */
@NullMarked
package org.zhuqi.platform.testkit;

import org.jspecify.annotations.NullMarked;
