/** Who is who, as every service may keep it: small, compacted, the last word counts, no personal data. */
@NullMarked
package org.zhuqi.contracts.directory;

import org.jspecify.annotations.NullMarked;
