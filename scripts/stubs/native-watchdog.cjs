// Stands in for the native module that ends an extension host whose server is gone; here the whole process group is ended.
exports.start = () => {};
