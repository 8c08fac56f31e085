/** What the clocks of past tickets would have been under another policy: asked and answered, nothing changed by it. */
@NullMarked
package org.zhuqi.contracts.trial;

import org.jspecify.annotations.NullMarked;
