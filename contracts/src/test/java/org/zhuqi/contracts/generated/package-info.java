/** What is made from the records and the lifecycle table: schemas, examples, the AsyncAPI document, the diagram. */
@NullMarked
package org.zhuqi.contracts.generated;

import org.jspecify.annotations.NullMarked;
