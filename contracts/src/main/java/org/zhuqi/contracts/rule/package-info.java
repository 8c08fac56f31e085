/** The rules by which time is counted, as every service may keep them: small, compacted, the last word counts. */
@NullMarked
package org.zhuqi.contracts.rule;

import org.jspecify.annotations.NullMarked;
