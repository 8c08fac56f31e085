/** The menu (点单菜单), as every service may keep it: small, compacted, the last word on each item counts. */
@NullMarked
package org.zhuqi.contracts.catalogue;

import org.jspecify.annotations.NullMarked;
