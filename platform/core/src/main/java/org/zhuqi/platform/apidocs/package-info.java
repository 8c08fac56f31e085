/** The OpenAPI document: what every operation has in common, said in one place. */
@NullMarked
package org.zhuqi.platform.apidocs;

import org.jspecify.annotations.NullMarked;
