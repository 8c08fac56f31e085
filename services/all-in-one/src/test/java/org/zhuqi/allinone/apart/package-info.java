/** Each service as an application of its own, behind one front door. */
@NullMarked
package org.zhuqi.allinone.apart;

import org.jspecify.annotations.NullMarked;
