<#-- THIRD-PARTY-NOTICES.txt: made by the profile "notices" of pom.xml, from what the libraries say of themselves. -->
ResNet Studio is under the Apache License 2.0; see LICENSE. It comes with the libraries below, each under its own licence. Their jars
lie beside this file, unchanged, and hold the texts of their licences and notices where their makers put them there. The Java
runtime and JavaFX, which is linked into it, are under the GPL 2 with the Classpath Exception; see legal in the runtime's folder.

The presets of JavaCPP bring native libraries under licences of their own: OpenCV (Apache License 2.0), FFmpeg (LGPL 3; it is a
library of its own, which may be replaced), OpenBLAS (BSD 3-Clause License), HDF5 (BSD). ND4J's native library holds oneDNN (Apache
License 2.0). PyTorch's libtorch is under the BSD 3-Clause License, and the SQLite in SQLite JDBC is in the public domain.
<#list licenseMap as entry>

${entry.getKey()}
${""?left_pad(entry.getKey()?length, "-")}
<#list entry.getValue() as library>
  ${library.name} ${library.version} (${library.groupId}:${library.artifactId})<#if library.url??>
    ${library.url}</#if>
</#list>
</#list>
